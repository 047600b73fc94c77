"""What the SMTP server for tests (SmtpServer.cs) does with a mail. The server itself is aiosmtpd."""
import os


class Postbox:
    """Keeps every mail as a file. Some recipients are refused; some are put off the first time, as greylisting does."""

    def __init__(self, folder):
        self.folder = folder

    @classmethod
    def from_cli(cls, parser, *arguments):
        return cls(arguments[0])

    async def handle_MAIL(self, server, session, envelope, address, options):
        if address.startswith("stranger@"):
            return "550 5.7.1 You are not known here"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 No such mailbox"
        if address.startswith("greylisted@") and self.is_new(address):
            return "451 4.7.1 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        # Whole or not there: whoever looks into the folder may come at any time.
        number = len(os.listdir(os.path.join(self.folder, "mails")))
        beside = os.path.join(self.folder, "mail.tmp")
        with open(beside, "wb") as file:
            file.write(envelope.content)
        os.rename(beside, os.path.join(self.folder, "mails", f"{number:06}.eml"))
        return "250 OK"

    def is_new(self, address):
        try:
            # A file, so that it is remembered by a server that is started again.
            open(os.path.join(self.folder, "seen", address), "x").close()
            return True
        except FileExistsError:
            return False
