"""The interchange room."""
