"""The agreement as a document: HTML, DOCX, PDF and plain text, and back to its YAML."""
