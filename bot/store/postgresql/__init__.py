"""PostgreSQL: the engine for several processes and machines over one database."""
