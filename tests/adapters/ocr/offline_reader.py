"""Reads an image in namespaces of its own (test_ocr_reader_offline.py), waits, and reports all attempts to get out.

There is a name server that records every question, a network device that counts every packet, and no place that can be
written to but the folder in the argument. `python -m tests.adapters.ocr.offline_reader FOLDER` prints JSON.
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

WAIT_S = 15.0  # later versions of the library call home within 12 s of the first recognition


def main(folder: Path) -> None:
    """Prepares the namespace, reads, waits, prints the report; and proves that attempts would have been seen."""
    for command in (
        *("ip link set lo up", "ip link add out0 type veth peer name far0", "ip link set far0 up"),
        *("ip addr add 10.77.0.1/24 dev out0", "ip link set out0 up", "ip route add default via 10.77.0.2 dev out0"),
    ):
        with contextlib.suppress(OSError):
            Path("/proc/sys/net/ipv6/conf/default/disable_ipv6").write_text("1")
        subprocess.run(command.split(), check=True)
    resolv = folder / "resolv.conf"
    resolv.write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    subprocess.run(["mount", "--bind", str(resolv), os.path.realpath("/etc/resolv.conf")], check=True)
    subprocess.run(["mount", "--bind", str(folder), str(folder)], check=True)
    subprocess.run(["mount", "-o", "remount,bind,ro", "/"], check=True)
    questions, before = name_server(), packets()
    report = json.loads(subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=True).stdout)
    report |= {"questions": list(questions), "sent": packets() - before}
    report["files"] = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    with contextlib.suppress(OSError):
        socket.getaddrinfo("control.example", 80)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way_out:
        way_out.sendto(b"control", ("192.0.2.1", 9))
    time.sleep(0.5)  # the kernel asks for the neighbour's address, which is the packet
    report["controls"] = bool(questions) and packets() > before + report["sent"]
    try:
        Path("/etc/askance-control").write_text("")
        report["controls"] = False
    except OSError:
        pass
    sys.stdout.write(json.dumps(report))


READ = f"""
import json, time
from PIL import Image
from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.paths import resource
reader = OcrReader()
text = reader.read(PixelBuffer.of(Image.open(resource("sample.png")).convert("RGB"))).text
time.sleep({WAIT_S})
alive = reader.running
reader.close()
print(json.dumps({{"text": text, "alive": alive}}))
"""


def packets() -> int:
    """Returns the number of packets that were sent out."""
    listing = subprocess.run(
        ["ip", "-s", "-j", "link", "show", "out0"], capture_output=True, text=True, check=True
    ).stdout
    count: int = json.loads(listing)[0]["stats64"]["tx"]["packets"]
    return count


def name_server() -> list[str]:
    """Starts a name server and returns the list of its questions, which grows."""
    questions: list[str] = []
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))

    def listen() -> None:
        while True:
            question, _ = server.recvfrom(512)
            questions.append(question[12:-5].decode("latin-1"))

    threading.Thread(target=listen, daemon=True).start()
    return questions


if __name__ == "__main__":
    main(Path(sys.argv[1]))
