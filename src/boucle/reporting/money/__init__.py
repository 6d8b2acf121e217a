"""Figures of money that look over the whole record: origins, customers, programmes, mix, budget."""
