"""What is published: the national feed of the CARIF, and calendars. Each needs its own extra."""
