"""Sources and cleaning: from files, pages and feeds to documents."""
