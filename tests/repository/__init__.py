"""What the repository promises about itself: deployment files, lock file, documents and texts."""
