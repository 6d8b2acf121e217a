"""Pictures of figures: described with Altair, drawn to SVG in the process, in both languages."""

from boucle.reporting.charts.picture import NARROW, WIDE, Picture

__all__ = ["NARROW", "WIDE", "Picture"]
