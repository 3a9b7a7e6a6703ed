"""What is kept on this machine, so that nothing is fetched twice."""
