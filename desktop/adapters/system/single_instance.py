"""One running program at a meeting point: a second start hands its images to the first, and ends.

Nothing is said to, or taken from, a process of another user.
"""

import os
import struct
import sys
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop.deferred import deferred
from desktop.log import log

if TYPE_CHECKING:
    import socket as sockets
else:
    sockets = deferred("socket")

CALL_MS = 500
ANSWER_MS = 3000
MOST_BYTES = 1_000_000
HEARD = b"heard\n"
_PEER = struct.Struct("3i")  # struct ucred of <sys/socket.h>: process, user, group


class CallOutcome(Enum):
    """What became of a call to the running program: it was heard, nobody listens (yet), or who does gives no answer."""

    HEARD = auto()
    NOBODY = auto()
    NO_ANSWER = auto()


def send_to_running_instance(name: str, message: str) -> CallOutcome:
    """Hands `message` to the running program of this user. Another user's gives no answer, and learns nothing."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(CALL_MS):
        return CallOutcome.NOBODY
    if not _is_of_this_user(socket):
        log.warning("another user's process holds the meeting point")
        socket.abort()
        return CallOutcome.NO_ANSWER
    socket.write(message.encode() + b"\n")
    socket.flush()
    heard = socket.waitForReadyRead(ANSWER_MS) and bytes(socket.readAll().data()) == HEARD
    socket.disconnectFromServer()
    return CallOutcome.HEARD if heard else CallOutcome.NO_ANSWER


def _is_of_this_user(socket: QLocalSocket) -> bool:
    """Returns False if the process at the other end is another user's, where the system tells it."""
    if not sys.platform.startswith("linux"):
        return True  # the folder of the socket is the user's alone, and Windows' pipe is, too
    with sockets.socket(fileno=os.dup(int(socket.socketDescriptor()))) as connection:
        peer = connection.getsockopt(sockets.SOL_SOCKET, sockets.SO_PEERCRED, _PEER.size)
    return bool(_PEER.unpack(peer)[1] == os.geteuid())


class SingleInstance(QObject):
    """Listens at the meeting point, if this process holds it; else later starts go to the one that does."""

    called = Signal(str)

    def __init__(self, name: str | None) -> None:
        """`name` is that of the socket, if this process holds its meeting point; None if later starts go elsewhere."""
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)
        if name is not None:
            QLocalServer.removeServer(name)  # left behind by a program that was killed: this process has the lock
            if not self._server.listen(name):
                log.warning("no later start will find this one: %s", self._server.serverError().name)

    def close(self) -> None:
        """Answers no more calls."""
        self._server.close()

    def _take(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setParent(self)
            if not _is_of_this_user(socket):
                log.warning("another user's process called")
                socket.abort()
                socket.deleteLater()
                continue
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            if socket.bytesAvailable():
                self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > MOST_BYTES:
            socket.abort()
        elif socket.canReadLine():
            message = bytes(socket.readLine(MOST_BYTES).data()).decode("utf-8", "replace").strip()
            socket.write(HEARD)
            socket.flush()
            self.called.emit(message)
