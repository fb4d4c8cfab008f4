"""What is done in a round: each in one transaction with its entry in the audit."""
