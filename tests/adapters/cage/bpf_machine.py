"""A machine for classic BPF, as the kernel runs a seccomp filter: its answer to one system call."""

import struct

ALLOW, KILL, FAIL = 0x7FFF0000, 0x80000000, 0x00050000
_WORD = 0xFFFFFFFF


def verdict(program: bytes, audit: int, number: int, *arguments: int) -> int:
    """Returns the value with which the program ends for a call on an architecture. Raises IndexError if it runs out."""
    padded = [argument & 0xFFFFFFFFFFFFFFFF for argument in (*arguments, *[0] * 6)][:6]
    data = struct.pack("=IIQ6Q", number & _WORD, audit, 0, *padded)
    instructions = list(struct.iter_unpack("=HBBI", program))
    at, accumulator = 0, 0
    while True:
        code, if_true, if_false, operand = instructions[at]
        at += 1
        match code:
            case 0x20:
                (accumulator,) = struct.unpack_from("=I", data, operand)
            case 0x54:
                accumulator &= operand
            case 0x15:
                at += if_true if accumulator == operand else if_false
            case 0x35:
                at += if_true if accumulator >= operand else if_false
            case 0x06:
                return int(operand)
            case _:
                raise ValueError(f"unknown instruction {code:#x}")
