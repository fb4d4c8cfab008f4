"""What the institutions of the synthetic country deliver, with or without defects."""
