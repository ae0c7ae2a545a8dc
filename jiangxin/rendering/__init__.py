"""Views × theme → HTML: templates are drawn here, and assets get their names."""
