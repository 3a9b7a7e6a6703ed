"""A small Wikibase on loopback, true to the wire: see `fake_wikibase.server.FakeWikibase`."""
