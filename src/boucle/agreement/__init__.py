"""The agreement between marketing and sales: one signed file a version, and all it decides."""
