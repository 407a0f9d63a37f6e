"""One running program for each user and home: a second start hands its images to the first, and ends."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

CALL_MS = 500
ANSWER_MS = 3000
MOST_BYTES = 1_000_000
HEARD = b"heard\n"


def send_to_running_instance(name: str, message: str) -> bool:
    """Hands `message` to the running program. Returns False if there is none that answers."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(CALL_MS):
        return False
    socket.write(message.encode() + b"\n")
    socket.flush()
    heard = socket.waitForReadyRead(ANSWER_MS) and bytes(socket.readAll().data()) == HEARD
    socket.disconnectFromServer()
    return heard


class SingleInstance(QObject):
    """The meeting point of the first program."""

    called = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left behind by a program that was killed
            self._server.listen(name)

    def close(self) -> None:
        """Answers no more calls."""
        self._server.close()

    def _take(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setParent(self)
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
