"""Documents with legal effect: general orders as PDF and Word draft, what comes back of them, and notices at doors."""
