"""Discord's rules about what an app may send, as pure functions over the JSON that would be sent.

Each returns the broken rules, one line each in Discord's own manner with the path of the field
(``In components.0.components.1.label: Must be 80 or fewer in length.``), and an empty list where Discord would
accept. discord.py checks only some of these; the rest would come back as HTTP 400 (code 50035) when it is too late.
Sources: Discord's documentation of 2026-08-06, its OpenAPI description, and discord-api-docs issue 8554 for
MAX_WEIGHT. Imports neither discord nor the rest of the bot: the bot obeys, and the playground enforces, the same.
"""

from bot.limits.commands import (
    MAX_CHOICES,
    MAX_COMMAND_DESCRIPTION,
    MAX_COMMAND_NAME,
    MAX_COMMAND_OPTIONS,
    MAX_COMMAND_TEXT,
    MAX_COMMANDS,
    MAX_CONTEXT_COMMANDS,
    autocomplete_problems,
    command_problems,
    commands_problems,
)
from bot.limits.components import (
    IS_COMPONENTS_V2,
    MAX_ALT_TEXT,
    MAX_BUTTON_LABEL,
    MAX_BUTTONS_IN_ROW,
    MAX_COMPONENTS,
    MAX_CUSTOM_ID,
    MAX_GALLERY_ITEMS,
    MAX_OPTION_TEXT,
    MAX_OPTIONS,
    MAX_PLACEHOLDER,
    MAX_ROWS,
    MAX_SECTION_TEXTS,
    MAX_TEXT,
    MAX_URL,
    MAX_WEIGHT,
    WEIGHT_OF_A_TEXT,
    weight,
)
from bot.limits.fields import Problem
from bot.limits.messages import (
    EPHEMERAL,
    MAX_CONTENT,
    MAX_EMBED_TEXT,
    MAX_EMBEDS,
    MAX_FILES,
    MAX_NONCE,
    callback_problems,
    message_problems,
)
from bot.limits.modals import (
    MAX_LABEL,
    MAX_MODAL_ITEMS,
    MAX_MODAL_TITLE,
    MAX_TEXT_INPUT,
    modal_problems,
)

__all__ = [
    "EPHEMERAL",
    "IS_COMPONENTS_V2",
    "MAX_ALT_TEXT",
    "MAX_BUTTONS_IN_ROW",
    "MAX_BUTTON_LABEL",
    "MAX_CHOICES",
    "MAX_COMMANDS",
    "MAX_COMMAND_DESCRIPTION",
    "MAX_COMMAND_NAME",
    "MAX_COMMAND_OPTIONS",
    "MAX_COMMAND_TEXT",
    "MAX_COMPONENTS",
    "MAX_CONTENT",
    "MAX_CONTEXT_COMMANDS",
    "MAX_CUSTOM_ID",
    "MAX_EMBEDS",
    "MAX_EMBED_TEXT",
    "MAX_FILES",
    "MAX_GALLERY_ITEMS",
    "MAX_LABEL",
    "MAX_MODAL_ITEMS",
    "MAX_MODAL_TITLE",
    "MAX_NONCE",
    "MAX_OPTIONS",
    "MAX_OPTION_TEXT",
    "MAX_PLACEHOLDER",
    "MAX_ROWS",
    "MAX_SECTION_TEXTS",
    "MAX_TEXT",
    "MAX_TEXT_INPUT",
    "MAX_URL",
    "MAX_WEIGHT",
    "WEIGHT_OF_A_TEXT",
    "Problem",
    "autocomplete_problems",
    "callback_problems",
    "command_problems",
    "commands_problems",
    "message_problems",
    "modal_problems",
    "weight",
]
