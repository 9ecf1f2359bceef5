"""The subcommands of ``diagnose``, one file each, and what they share; `diagnostics.cli` hands the words on."""
