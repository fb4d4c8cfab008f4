"""What is done in this room: each action is one transaction with its entry in the audit."""
