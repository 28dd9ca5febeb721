"""The bundled sample of reports."""
