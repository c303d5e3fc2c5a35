"""Settings, addresses, servers and the `eiso` command."""
