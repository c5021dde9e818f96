"""Documents of the staff pool: letters about deployments, and the weekly report of the staff unit."""
