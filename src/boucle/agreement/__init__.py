"""The agreement between marketing and sales: one signed file a version, and all it decides."""

from boucle.agreement.loader import CheckResult, check, load, parse
from boucle.agreement.schema import Agreement

__all__ = ["Agreement", "CheckResult", "check", "load", "parse"]
