"""Many tables made in one step."""

from django.db.migrations.operations import SeparateDatabaseAndState


class CreateModels(SeparateDatabaseAndState):
    """New models of which Django learns together, so that it renders the state once.

    Told of them one by one, it renders for each everything that is linked to it, which is nearly everything and
    most of what a new database costs. Together they may refer to each other in any order.
    """

    def __init__(self, *models):
        super().__init__(database_operations=models, state_operations=models)

    def state_forwards(self, app_label, state):
        # Rendered anew and whole, as soon as somebody asks.
        state.__dict__.pop("apps", None)
        state.is_delayed = False
        super().state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model in self.database_operations:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for model in reversed(self.database_operations):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "Create models " + ", ".join(model.name for model in self.database_operations)
