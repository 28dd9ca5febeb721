"""Relations measured: acts, series, state space, support, turning points."""
