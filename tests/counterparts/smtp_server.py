"""SMTP servers for the mail port's tests: one a mode, each on a port of its own on loopback.

Usage: smtp_server.py DIRECTORY. Writes DIRECTORY/ca.pem, prints `<mode> <port>` lines and `ready`, and ends when its
standard input does. A message that was accepted becomes DIRECTORY/mail/<number>/: `raw`, the envelope's `recipient`,
and what Python's email package reads in it: `subject`, `from`, `text`, `html`, …
"""

import asyncio
import email
import email.policy
import itertools
import logging
import ssl
import sys
import warnings
from pathlib import Path

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword, TLSSetupException

# aiosmtpd warns of logins without STARTTLS: here TLS is around the whole connection. That clients refuse certificates
# is what the tests want.
warnings.simplefilter("ignore")
logging.getLogger("mail.log").setLevel(logging.ERROR)
logging.getLogger("mail.log").addFilter(lambda r: not (r.exc_info and r.exc_info[0] is TLSSetupException))

USER = LoginPassword(b"market", b"p\xc3\xa4ss word")


def parts(raw):
    """Fields of a message as an independent reader sees them."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    if message.defects:
        raise ValueError(f"defects: {message.defects}")
    (to,) = message["to"].addresses
    (sender,) = message["from"].addresses
    yield "subject", message["subject"].encode()
    yield "to", to.addr_spec.encode()
    yield "from", f"{sender.display_name} <{sender.addr_spec}>".encode()
    yield "message_id", message["message-id"].strip("<>").encode()
    yield "date", message["date"].datetime.isoformat().encode()
    for kind, name in (("text/plain", "text"), ("text/html", "html")):
        found = [p for p in message.walk() if p.get_content_type() == kind]
        if found:
            (part,) = found
            if part.defects or part.get_content_charset() != "utf-8":
                raise ValueError(f"{kind}: {part.defects} {part.get_content_charset()}")
            yield name, part.get_payload(decode=True)


class Keeps:
    """Takes every message."""

    numbers = itertools.count(1)

    def __init__(self, directory):
        self.mail = directory / "mail"
        self.mail.mkdir(exist_ok=True)

    async def handle_DATA(self, server, session, envelope):
        number = next(self.numbers)
        temporary = self.mail / f".{number}"
        temporary.mkdir()
        (recipient,) = envelope.rcpt_tos
        for name, value in (("raw", envelope.content), ("recipient", recipient.encode()), *parts(envelope.content)):
            (temporary / name).write_bytes(value)
        temporary.rename(self.mail / f"{number:08}")
        return "250 2.0.0 taken"


class Answers(Keeps):
    """Answers one command with `reply`."""

    def __init__(self, directory, command, reply):
        super().__init__(directory)

        async def answer(*_):
            return reply

        setattr(self, f"handle_{command}", answer)


class Silent(asyncio.Protocol):
    """Takes the connection and says nothing."""


class Deaf(Keeps):
    """Never answers when a message has come."""

    async def handle_DATA(self, *_):
        await asyncio.sleep(3600)


class Stays(Keeps):
    """Never answers QUIT."""

    async def handle_QUIT(self, *_):
        await asyncio.sleep(3600)


def login(server, session, envelope, mechanism, data):
    return AuthResult(success=data == USER, handled=False)


def context(authority, name):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(made)
    return made


async def serve(directory):
    authority, stranger = trustme.CA(), trustme.CA()
    authority.cert_pem.write_to_path(directory / "ca.pem")
    ours = context(authority, "127.0.0.1")
    keeps = Keeps(directory)
    needs_login = {"authenticator": login, "auth_required": True}

    def plain(handler, **more):
        return (lambda: SMTP(handler, hostname="mail.test", **more)), None

    def starttls(tls):
        return plain(keeps, tls_context=tls, require_starttls=True, **needs_login)

    modes = {
        "starttls": starttls(ours),
        "tls": (plain(keeps, auth_require_tls=False, **needs_login)[0], ours),
        "plain": plain(keeps),
        "other_name": starttls(context(authority, "other.test")),
        "stranger": starttls(context(stranger, "127.0.0.1")),
        "tls_stranger": (plain(keeps)[0], context(stranger, "127.0.0.1")),
        "unknown_recipient": plain(Answers(directory, "RCPT", "550 5.1.1 <reader@example.test>: no such reader")),
        "no_relay": plain(Answers(directory, "RCPT", "554 5.7.1 relay access denied")),
        "busy": plain(Answers(directory, "RCPT", "451 4.3.0 come again")),
        "no_sender": plain(Answers(directory, "MAIL", "550 5.1.8 who are you")),
        "refuses_content": plain(Answers(directory, "DATA", "554 5.6.0 not this")),
        "small": plain(keeps, data_size_limit=100),
        "silent": (Silent, None),
        "deaf": plain(Deaf(directory)),
        "stays": plain(Stays(directory)),
    }
    loop = asyncio.get_running_loop()
    for mode, (protocol, tls) in modes.items():
        server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=tls)
        print(mode, server.sockets[0].getsockname()[1])
    print("ready", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
