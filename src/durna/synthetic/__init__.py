"""A country with known truth: invented lives, the registers they leave, their deliveries, and every true figure."""
