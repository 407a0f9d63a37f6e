"""The providers of a running window: created on demand, behind the policy, which is read on the loop's thread alone."""

import threading

import pytest

from desktop.adapters.providers.openai_compatible import OPENAI_COMPATIBLE
from desktop.adapters.providers.provider_entry import ProviderParts
from desktop.composition.providers import Providers
from desktop.core.errors import SendBlockedError
from desktop.core.settings.policy.merging import policy_of
from desktop.core.settings.policy.policy import NO_POLICY, Policy
from desktop.core.settings.policy.source import Level, PolicySource
from desktop.services.tasks import Tasks
from tests.services.qt_loop import on_the_loop

pytestmark = pytest.mark.usefixtures("qapp")
BLOCKED = policy_of([PolicySource("policy.json", Level.MANAGED, "[]")])


async def nothing_read(*_: object) -> object:
    raise AssertionError("nothing is read")


def providers(tasks: Tasks, policy: Policy, threads: set[int]) -> Providers:
    def find() -> Policy:
        threads.add(threading.get_ident())
        return policy

    return Providers(tasks, ProviderParts(nothing_read, tasks.run_blocking), (OPENAI_COMPATIBLE,), find)  # type: ignore[arg-type]


@pytest.mark.parametrize("policy", [NO_POLICY, BLOCKED])
def test_the_policy_is_read_on_the_loops_thread_alone(policy: Policy) -> None:
    threads = set[int]()

    async def run() -> None:
        tasks = Tasks()
        created = providers(tasks, policy, threads)
        if policy is BLOCKED:
            with pytest.raises(SendBlockedError):
                await created.get()
        else:
            await created.get()
        await created.close()
        await tasks.close()

    on_the_loop(run())
    assert threads == {threading.get_ident()}
