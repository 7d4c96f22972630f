"""What was found before: kept in the user's cache folder, sealed, and never the only copy of anything."""
