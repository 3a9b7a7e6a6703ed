"""How hosts are asked: politely, by their own rules, and with patience."""
