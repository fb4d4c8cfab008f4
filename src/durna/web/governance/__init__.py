"""The process of the Migration Governance Indicators: rounds, answers with their evidence, review, what goes out."""
