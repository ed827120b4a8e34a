"""Official papers of Russian education authorities from YAML and Word templates."""
