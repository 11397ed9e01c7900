"""Nothing is lost and nothing is done twice, whenever a process or the database is killed: `make drill`."""
