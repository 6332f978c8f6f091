#!/usr/bin/env python3
"""Times a training step of one NAS-Bench-201 architecture in PyTorch, the same network as ours.

Needs Python 3.9 or newer and `pip install torch` (it runs on CPUs); nothing else in the project needs
this script. It reads a file that io.supernet.supernet.TorchExchange writes (see performance.md), takes
over the weights, and refuses to time anything unless the number of parameters is equal and the logits
differ by rounding only. The step is ours: cross-entropy, clipping to a norm of 5, weight decay of the
kernels, Nesterov momentum.

usage: torch-step.py FILE [ROUNDS]
"""
import json
import statistics
import sys
import time

try:
    import torch
    from torch import nn
    from torch.nn import functional as F
except ImportError:
    sys.exit("torch-step.py: PyTorch is missing; install it with: pip install torch")


def padded(x, kernel, stride):
    """TensorFlow's "same" padding: what is odd comes at the end."""
    size = x.shape[-1]
    total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
    return F.pad(x, (total // 2, total - total // 2, total // 2, total - total // 2)) if total else x


class Network(nn.Module):
    def __init__(self, file):
        super().__init__()
        self.names = {name: name.replace("/", "|").replace(".", "_") for name in file["weights"]}
        for name, values in file["weights"].items():
            value = torch.tensor(values, dtype=torch.float32).reshape(file["shapes"][name])
            if value.dim() == 4:
                value = value.permute(3, 2, 0, 1)
            elif value.dim() == 2:
                value = value.t()
            self.register_parameter(self.names[name], nn.Parameter(value.contiguous()))
        self.cells, self.channels = file["cells"], file["channels"]
        groups = file["architecture"].strip("|").split("|+|")
        self.edges = [[edge.split("~")[0] for edge in group.split("|")] for group in groups]

    def get(self, name):
        return getattr(self, self.names[name])

    def conv(self, scope, x, stride=1):
        kernel = self.get(scope + "/kernel")
        size = kernel.shape[-1]
        return F.conv2d(padded(x, size, stride), kernel, stride=stride)

    def norm(self, scope, x):
        return F.batch_norm(x, None, None, self.get(scope + "/scale"), self.get(scope + "/offset"), True, 0, 1e-5)

    def conv_norm(self, scope, x, stride=1):
        return self.norm(scope + "/bn", self.conv(scope + "/conv", x, stride))

    def edge(self, scope, operation, x):
        if operation == "skip_connect":
            return x
        if operation == "avg_pool_3x3":
            return F.avg_pool2d(x, 3, 1, 1, count_include_pad=False)
        return self.conv_norm(scope + "/" + operation, F.relu(x))

    def cell(self, scope, x):
        nodes = [x]
        for to, group in enumerate(self.edges, 1):
            # An edge without operation adds nothing; a node that nothing enters is zero.
            terms = [
                self.edge(f"{scope}/edge_{origin}_{to}", operation, nodes[origin])
                for origin, operation in enumerate(group)
                if operation != "none"
            ]
            nodes.append(sum(terms[1:], terms[0]) if terms else torch.zeros_like(x))
        return nodes[-1]

    def forward(self, x):
        h = self.conv_norm("stem", x)
        for stage in range(3):
            if stage:
                scope = f"reduction{stage}"
                first = self.conv_norm(scope + "/a", F.relu(h), 2)
                second = self.conv_norm(scope + "/b", F.relu(first))
                h = second + self.conv(scope + "/shortcut", F.avg_pool2d(h, 2, 2))
            for i in range(self.cells):
                h = self.cell(f"stage{stage}_cell{i}", h)
        h = F.relu(self.norm("last", h)).mean((2, 3))
        return F.linear(h, self.get("head/kernel"), self.get("head/bias"))


def step_time(network, images, labels, rounds):
    decays = [p for name, p in network.named_parameters() if name.endswith("kernel")]
    others = [p for name, p in network.named_parameters() if not name.endswith("kernel")]
    groups = [{"params": decays, "weight_decay": 5e-4}, {"params": others, "weight_decay": 0}]
    optimizer = torch.optim.SGD(groups, lr=0.01, momentum=0.9, nesterov=True)
    times, used = [], 0
    for i in range(-3, rounds):
        begin, before = time.perf_counter(), time.process_time()
        optimizer.zero_grad(set_to_none=True)
        F.cross_entropy(network(images), labels).backward()
        nn.utils.clip_grad_norm_(network.parameters(), 5)
        optimizer.step()
        if i >= 0:
            times.append(1e3 * (time.perf_counter() - begin))
            used += 1e3 * (time.process_time() - before) / rounds
    return f"{statistics.median(times):.0f} ({used:.0f})"


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as text:
        file = json.load(text)
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    if file["threads"]:
        torch.set_num_threads(file["threads"])
    network = Network(file)
    count = sum(p.numel() for p in network.parameters())
    images = torch.tensor(file["images"]).reshape(-1, 32, 32, 3).permute(0, 3, 1, 2).contiguous()
    expected = torch.tensor(file["logits"]).reshape(len(images), -1)
    with torch.no_grad():
        difference = (network(images) - expected).abs().max().item()
    print(f"{file['architecture']}, {file['cells']} cells a stage, C={file['channels']}, batch {file['batch']}")
    print(f"parameters {count} (ours {file['parameters']}), largest difference of logits {difference:.1e}")
    if count != file["parameters"] or difference > 1e-3 * expected.abs().max().item():
        sys.exit("torch-step.py: the networks differ; compare their layers before their times.")
    labels = torch.arange(len(images)) % 10
    default = step_time(network, images, labels, rounds)
    last = network.to(memory_format=torch.channels_last)
    times = step_time(last, images.to(memory_format=torch.channels_last), labels, rounds)
    ours = f"{file['milliseconds']:.0f} ({file['processor']:.0f})"
    threads = file["threads"] or "all"
    print(f"ms a step (processor time), threads: {threads}; ours {ours}, PyTorch {torch.__version__} {default}, channels-last {times}")


main()
