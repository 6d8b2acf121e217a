"""What a user asks for, one verb a file; commands and, later, pages call these."""
