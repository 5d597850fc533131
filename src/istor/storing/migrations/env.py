"""Runs the migrations on the connection that ``istor.storing.migrate`` hands over, within its transaction."""

from alembic import context

from istor.storing.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    version_table=context.config.attributes["version_table"],
    target_metadata=metadata,
)
with context.begin_transaction():
    context.run_migrations()
