"""``clinic``: run and administer the service."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from clinic_api.embedded.processes import ProcessFailed
from clinic_api.embedded.stack import (
    StackRefused,
    api_command,
    dashboard_command,
    deliverer_command,
    worker_command,
)

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one ``clinic`` command; returns the exit code (0 done, 1 failed, 2 wrong usage, 130 interrupted)."""
    from clinic_api.demo.story import StoryFailed
    from clinic_api.operation.texts import OperationFailed

    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except (StackRefused, ProcessFailed, StoryFailed, OperationFailed) as error:
        print(f"clinic: {error.text.in_language(options.lang)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of the output has gone (`| head`), and Python must not flush into the pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="clinic", description="Run and administer the industrial hospital.")
    language = "zh" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("zh") else "en"
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=("en", "zh"), default=language, help="language of what is printed")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Callable[[argparse.Namespace], int], description: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, parents=[common], help=description, description=description)
        sub.set_defaults(command=command)
        return sub

    demo = add("demo", _demo, "start a demo hospital and open a ticket in it")
    demo.add_argument("--once", action="store_true", help="stop everything after the first opinion is printed")
    demo.add_argument("--port-base", type=int, default=8600, metavar="N", help="ports N, N+1, N+2 (default 8600)")
    demo.add_argument("--data", type=Path, metavar="DIR", help="data folder (default .demo/N; temporary with --once)")

    demo.add_argument("--history", action="store_true", help="add cases of earlier days at every stage")
    demo.add_argument("--tickets", type=_at_least(0), default=0, metavar="N", help="open N more tickets for the queue")

    up = add("up", _up, "start the whole service on this machine and keep it running")
    up.add_argument("--port-base", type=int, default=8600, metavar="N", help="ports N, N+1, N+2 (default 8600)")
    up.add_argument("--data", type=Path, metavar="DIR", help="data folder (default: CLINIC_DATA_DIR)")

    api = add("api", _api, "run the HTTP API alone")
    api.add_argument("--host", default="127.0.0.1")
    api.add_argument("--port", type=int, default=8000)
    api.add_argument(
        "--proxy", default="127.0.0.1", metavar="IP", help="whose X-Forwarded-For to believe (default 127.0.0.1)"
    )
    api.add_argument("--processes", type=_at_least(1), default=1, metavar="N", help="processes (default 1)")
    worker = add("worker", _worker, "run one worker alone")
    worker.add_argument("--concurrency", type=int, default=2, metavar="N", help="pool processes (default 2)")
    add("deliver", _deliver, "run the process that sends mail, chat messages and webhooks alone")
    dashboard = add("dashboard", _dashboard, "run the dashboard alone")
    dashboard.add_argument("--host", default="127.0.0.1")
    dashboard.add_argument("--port", type=int, default=8501)
    add("mqtt", _mqtt, "take recordings of gateways from the MQTT broker (CLINIC_MQTT_URL)")
    mqtt_config = add("mqtt-config", _mqtt_config, "write the files of a Mosquitto broker for the known gateways")
    mqtt_config.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder of the broker's files")
    mqtt_config.add_argument("--host", default="127.0.0.1", help="address the broker listens on (default 127.0.0.1)")
    mqtt_config.add_argument("--port", type=int, default=1883, metavar="N", help="its port (default 1883)")
    add("migrate", _migrate, "bring the database to the newest schema")
    backup = add("backup", _backup, "write a backup of the database and all files below a folder")
    backup.add_argument("folder", type=Path, metavar="DIR")
    backup.add_argument("--keep", type=_at_least(1), metavar="N", help="keep the newest N backups only")
    restore = add("restore", _restore, "bring a backup back into an empty database and data folder, and check it")
    restore.add_argument("folder", type=Path, metavar="DIR/TIME")
    restore.add_argument("--trial", action="store_true", help="try it elsewhere; this hospital stays as it is")
    restore.add_argument("--into", metavar="URL", help="the empty PostgreSQL database for a trial")
    check = add("check", _check, "look whether all that was accepted is there and every part does its work")
    check.add_argument("--json", action="store_true", help="print the results as JSON")
    openapi = add("openapi", _openapi, "print the OpenAPI description of the API")
    openapi.add_argument("--out", type=Path, metavar="FILE", help="write it to FILE")
    user = commands.add_parser("user", help="accounts: the first ones, and the way back in", description="Accounts.")
    _add_user_commands(user.add_subparsers(required=True, metavar="ACTION"), common)
    queue = commands.add_parser(
        "queue", help="the coordinator's queue: see it, plan it, give it out", description="Queue."
    )
    _add_queue_commands(queue.add_subparsers(required=True, metavar="ACTION"), common)
    return parser


def _add_queue_commands(actions: Any, common: argparse.ArgumentParser) -> None:
    acting = argparse.ArgumentParser(add_help=False)
    acting.add_argument("--as", dest="email", required=True, metavar="EMAIL", help="the coordinator's account")

    def add(name: str, does: Callable[[argparse.Namespace], int], description: str) -> argparse.ArgumentParser:
        action: argparse.ArgumentParser = actions.add_parser(
            name, parents=[common, acting], help=description, description=description
        )
        action.set_defaults(command=_queue, does=does)
        return action

    add("list", _queue_list, "print the open cases, the most urgent first")
    plan = add("plan", _queue_plan, "print who should have each waiting case, and why")
    plan.add_argument("--absent", action="append", default=[], metavar="DOCTOR", help="what if this doctor is away?")
    plan.add_argument("--replan", action="store_true", help="cases that are not begun may change their doctor")
    plan.add_argument("--give-out", action="store_true", help="assign the waiting cases as planned")
    plan.add_argument("--json", action="store_true", help="print the plan as JSON")
    assign = add("assign", _queue_assign, "give one case to one doctor")
    assign.add_argument("case", metavar="CASE")
    assign.add_argument("doctor", metavar="DOCTOR")
    assign.add_argument("--reason", help="why this doctor, where it is not the proposed one")


def _add_user_commands(actions: Any, common: argparse.ArgumentParser) -> None:
    def add(name: str, does: Callable[[argparse.Namespace], None], description: str) -> argparse.ArgumentParser:
        action: argparse.ArgumentParser = actions.add_parser(
            name, parents=[common], help=description, description=description
        )
        action.set_defaults(command=_user, does=does)
        return action

    new = add("add", _user_add, "make an account of the hospital; its password is asked for, or read from stdin")
    new.add_argument("--email", required=True)
    new.add_argument("--role", required=True, choices=("engineer", "coordinator", "admin", "funder"))
    new.add_argument("--name-en", required=True)
    new.add_argument("--name-zh", required=True)
    add("list", _user_list, "print the accounts that log in with an e-mail address")
    for name, does, description in (
        ("password", _user_password, "set a new password and log the account out everywhere"),
        ("disable", _user_disable, "refuse an account from now on and log it out everywhere"),
        ("enable", _user_enable, "let a disabled account log in again"),
    ):
        add(name, does, description).add_argument("--email", required=True)


def _demo(options: argparse.Namespace) -> int:
    from clinic_api.demo.run import run_demo

    run_demo(
        port_base=options.port_base,
        data_dir=options.data,
        once=options.once,
        tickets=options.tickets,
        history=options.history,
        language=options.lang,
    )
    return 0


def _up(options: argparse.Namespace) -> int:
    from clinic_api.embedded.up import run_up

    run_up(port_base=options.port_base, data_dir=options.data, language=options.lang)
    return 0


def _api(options: argparse.Namespace) -> int:
    _become(api_command(options.port, options.host, options.proxy, processes=options.processes))
    return 0


def _worker(options: argparse.Namespace) -> int:
    _become(worker_command(options.concurrency))
    return 0


def _deliver(options: argparse.Namespace) -> int:
    _become(deliverer_command())
    return 0


def _dashboard(options: argparse.Namespace) -> int:
    _become(dashboard_command(options.port, options.host))
    return 0


def _become(command: list[str]) -> None:
    """Replace this process, so that signals reach the server itself."""
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606 - the command is ours, no shell


def _mqtt(options: argparse.Namespace) -> int:
    from clinic_api.proactive.mqtt.bridge import run_bridge
    from clinic_api.settings import load_settings_or_exit

    settings = load_settings_or_exit()
    if settings.mqtt_url is None:
        print("clinic: CLINIC_MQTT_URL names no broker / 未设置 CLINIC_MQTT_URL", file=sys.stderr)
        return 1
    run_bridge(settings)
    return 0


def _mqtt_config(options: argparse.Namespace) -> int:
    from clinic_api.database import Database
    from clinic_api.proactive.mqtt.broker_config import write_broker_files
    from clinic_api.settings import load_settings_or_exit

    settings = load_settings_or_exit()
    database = Database(settings.database_url)
    with database.session(read_only=True) as session:
        count = write_broker_files(session, settings, options.out, host=options.host, port=options.port)
    database.dispose()
    print(f"{options.out / 'mosquitto.conf'}: {count}")
    return 0


def _migrate(options: argparse.Namespace) -> int:
    from clinic_api.migrations import upgrade
    from clinic_api.settings import load_settings_or_exit

    upgrade(load_settings_or_exit().database_url)
    return 0


def _backup(options: argparse.Namespace) -> int:
    from clinic_api.operation.command import run_backup

    return run_backup(options.folder, keep=options.keep, language=options.lang)


def _restore(options: argparse.Namespace) -> int:
    from clinic_api.operation.command import run_restore

    return run_restore(options.folder, trial=options.trial, into=options.into, language=options.lang)


def _check(options: argparse.Namespace) -> int:
    from clinic_api.operation.command import run_check

    return run_check(as_json=options.json, language=options.lang)


def _at_least(least: int) -> Callable[[str], int]:
    """Return the reader of a whole number of at least ``least``."""

    def read(text: str) -> int:
        number = int(text)
        if number < least:
            raise argparse.ArgumentTypeError(f"must be {least} or more")
        return number

    return read


def _user(options: argparse.Namespace) -> int:
    from clinic_api.errors import ClinicError

    does: Callable[[argparse.Namespace], None] = options.does
    try:
        does(options)
    except ClinicError as error:
        print(f"clinic: {error.text.in_language(options.lang)}", file=sys.stderr)
        return 1
    return 0


def _queue(options: argparse.Namespace) -> int:
    from clinic_api.errors import ClinicError

    does: Callable[[argparse.Namespace], int] = options.does
    try:
        return does(options)
    except ClinicError as error:
        print(f"clinic: {error.text.in_language(options.lang)}", file=sys.stderr)
        return 1


def _queue_list(options: argparse.Namespace) -> int:
    from clinic_api.assignments.command import list_queue

    list_queue(options.email, language=options.lang)
    return 0


def _queue_plan(options: argparse.Namespace) -> int:
    from clinic_api.assignments.command import plan_by_command

    return plan_by_command(
        options.email,
        absent=options.absent,
        replan=options.replan,
        gives_out=options.give_out,
        as_json=options.json,
        language=options.lang,
    )


def _queue_assign(options: argparse.Namespace) -> int:
    from clinic_api.assignments.command import assign_by_command

    return assign_by_command(options.email, options.case, options.doctor, reason=options.reason, language=options.lang)


def _user_add(options: argparse.Namespace) -> None:
    from clinic_api.accounts.command import add_account

    add_account(
        email=options.email,
        password=_asked_password(),
        role=options.role,
        name_en=options.name_en,
        name_zh=options.name_zh,
        language=options.lang,
    )


def _user_list(options: argparse.Namespace) -> None:
    from clinic_api.accounts.command import list_accounts

    for account in list_accounts():
        name = account.name_zh if options.lang == "zh" else account.name_en
        state = "-" if account.disabled_at is None else f"{account.disabled_at:%Y-%m-%d}"
        print(f"{account.email}\t{account.role}\t{name}\t{state}")


def _user_password(options: argparse.Namespace) -> None:
    from clinic_api.accounts.command import set_account_password

    set_account_password(options.email, _asked_password())


def _user_disable(options: argparse.Namespace) -> None:
    from clinic_api.accounts.command import set_account_disabled

    set_account_disabled(options.email, disabled=True)


def _user_enable(options: argparse.Namespace) -> None:
    from clinic_api.accounts.command import set_account_disabled

    set_account_disabled(options.email, disabled=False)


def _asked_password() -> str:
    return getpass.getpass("Password / 密码: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def _openapi(options: argparse.Namespace) -> int:
    from clinic_api.app import create_app

    document = json.dumps(create_app().openapi(), ensure_ascii=False, indent=2, sort_keys=True)
    if options.out is None:
        print(document)
    else:
        options.out.write_text(document + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
