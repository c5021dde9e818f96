"""What health offices need: workload from cases, own staff, requests, and what others would have estimated. Pure."""
