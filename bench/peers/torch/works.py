"""The works of src/Vitrine.Workbench/Benchmarks in PyTorch: the same shapes, the same steps, no trick left out that a PyTorch user has."""
import torch
import torch.nn.functional as F
from torch import nn

import encoders


def gemm(name):
    parts = name.split("-")
    m, n, k = map(int, parts[1].split("x"))
    form = parts[2] if len(parts) > 2 else "nn"
    a = torch.randn(k, m).t() if form[0] == "t" else torch.randn(m, k)
    b = torch.randn(n, k).t() if form[1] == "t" else torch.randn(k, n)
    c = torch.empty(m, n)
    return lambda: torch.mm(a, b, out=c)


class HashHeads(nn.Module):
    """HiCHNet: per layer of the tree a head that gives bits, and a classifier on these."""

    def __init__(self, hidden, bits, classes):
        super().__init__()
        self.heads = nn.ModuleList(nn.Linear(hidden, r) for r in bits)
        self.classifiers = nn.ModuleList(nn.Linear(r, c) for r, c in zip(bits, classes))

    def forward(self, g):
        g = F.dropout(g, 0.3)
        return [torch.tanh(head(g)) for head in self.heads]

    def loss(self, own, others, labels):
        batch, total_bits, result = len(own[0]), sum(h.shape[1] for h in own), 0
        for h, other, label, classifier, rho in zip(own, others, labels, self.classifiers, (0.2, 0.2, 0.6)):
            other = other.detach()
            signs = torch.where(h.detach() + other >= 0, 1.0, -1.0)
            phi = h @ other.t() * 0.5
            similar = (label[:, None] == label[None, :]).float()
            similarity = (F.softplus(phi) - similar * phi).sum() * (rho / batch ** 2)
            binarisation = (signs - h).square().sum() * (0.1 / (batch * total_bits))
            balance = h.sum(0).square().sum() * (1 / (batch ** 2 * total_bits))
            classification = F.cross_entropy(classifier(h), label) * rho
            result = result + (similarity + binarisation + balance) * 0.7 + classification * 0.3
        return result


def hichnet_step():
    items, batch, terms, hidden, bits, classes = 1024, 128, 1386, 4096, (8, 8, 48), (4, 12, 36)
    image, words, bias = nn.Linear(384, hidden), nn.EmbeddingBag(terms, hidden, mode="sum"), nn.Parameter(torch.zeros(hidden))
    of_image, of_text = HashHeads(hidden, bits, classes), HashHeads(hidden, bits, classes)
    optimiser = torch.optim.Adam([*image.parameters(), *words.parameters(), bias, *of_image.parameters(), *of_text.parameters()], 2e-3, foreach=True)
    components = torch.randn(items, 384)
    titles = (torch.arange(items)[:, None] * 8 + torch.arange(8)) % terms
    weights = torch.ones(batch, 8)
    categories = torch.arange(items) % 36
    labels = torch.stack([categories // 9, categories // 3, categories])
    order, position = torch.randperm(items), 0

    def step():
        nonlocal position
        chosen, position = order[position:position + batch], (position + batch) % items
        optimiser.zero_grad(set_to_none=True)
        images = of_image(F.relu(image(components[chosen])))
        texts = of_text(F.relu(words(titles[chosen], per_sample_weights=weights) + bias))
        own = labels[:, chosen]
        loss = of_image.loss(images, texts, own) + of_text.loss(texts, images, own)
        loss.backward()
        optimiser.step()
    return step


def adam_50m():
    parameters = [nn.Parameter(torch.rand(4096, 1024)) for _ in range(12)]
    for parameter in parameters:
        parameter.grad = torch.rand_like(parameter)
    return torch.optim.Adam(parameters, 1e-3, foreach=True).step


def attention(name):
    parts = name.split("-")
    shape = tuple(map(int, parts[1].split("x")))
    causal = len(parts) > 2
    q, k, v = (torch.randn(shape, requires_grad=True) for _ in range(3))
    weights = torch.randn(shape)
    mask = torch.full((shape[2], shape[2]), float("-inf")).triu(1) if causal else None

    def step():
        q.grad = k.grad = v.grad = None
        scores = q @ k.transpose(-1, -2) * shape[3] ** -0.5
        if causal:
            scores = scores + mask
        ((scores.softmax(-1) @ v) * weights).sum().backward()
    return step


class Block(nn.Module):
    def __init__(self, channels, filters):
        super().__init__()
        stride = 1 if channels == filters else 2
        self.conv1 = nn.Conv2d(channels, filters, 3, stride, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(filters)
        self.conv2 = nn.Conv2d(filters, filters, 3, 1, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(filters)
        self.shortcut = None if stride == 1 else nn.Conv2d(channels, filters, 1, stride, bias=False)

    def forward(self, x):
        y = F.relu(self.norm1(self.conv1(x)), inplace=True)
        y = self.norm2(self.conv2(y))
        return F.relu(y + (x if self.shortcut is None else self.shortcut(x)), inplace=True)


def residual_cnn(trains):
    blocks, channels = [], 16
    for filters in (16, 32, 64):
        for _ in range(3):
            blocks.append(Block(channels, filters))
            channels = filters
    network = nn.Sequential(
        nn.Conv2d(3, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16), nn.ReLU(inplace=True), *blocks,
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))
    network.train(trains)
    optimiser = torch.optim.SGD(network.parameters(), 1e-3, momentum=0.9, weight_decay=1e-4)
    images, labels = torch.randn(64, 3, 64, 64), torch.arange(64) % 10

    def step():
        optimiser.zero_grad(set_to_none=True)
        F.cross_entropy(network(images), labels).backward()
        optimiser.step()

    def infer():
        with torch.inference_mode():
            network(images)
    return step if trains else infer


def transformer():
    layer = nn.TransformerEncoderLayer(256, 4, 1024, 0.1, batch_first=True)
    layer.self_attn.dropout = 0.0  # ours has none there
    return layer


class Level(nn.Module):
    def __init__(self):
        super().__init__()
        self.image, self.text = transformer(), transformer()
        self.objects, self.inner = nn.Linear(256, 512), nn.Linear(512, 256)
        self.query_objects, self.query_image = nn.Linear(256, 512), nn.Linear(256, 512)
        self.dropout = nn.Dropout(0.1)


class Hsl(nn.Module):
    def __init__(self):
        super().__init__()
        self.regions, self.words, self.embedding = nn.Linear(2048, 256), nn.Linear(300, 256), nn.Embedding(10_000, 300)
        self.score = nn.Sequential(nn.Linear(256, 256), nn.ReLU(), nn.Dropout(0.1), nn.Linear(256, 1))
        self.merge = nn.Linear(256, 512)
        self.levels = nn.ModuleList([Level(), Level()])

    def forward(self, regions, words, padding, shares, labels):
        v, q = self.regions(regions), self.words(self.embedding(words))
        total = 0
        for weight, level in zip((0.5, 1.0), self.levels):
            v, q = level.image(v), level.text(q, src_key_padding_mask=padding)
            o = level.dropout(level.objects(v))
            p = level.inner(F.relu(o))
            attention = self.score(p).squeeze(-1).softmax(-1)
            image = F.normalize(self.merge(torch.bmm(attention[:, None], p).squeeze(1)), dim=-1)
            mean = F.normalize(o, dim=-1).mean(1)
            query = torch.bmm(shares, q).squeeze(1)
            for_objects = level.dropout(level.query_objects(query)) @ mean.t()
            for_image = level.dropout(level.query_image(query)) @ image.t()
            total = total + weight * (F.cross_entropy(for_objects, labels) + F.cross_entropy(for_image, labels))
        return total


def hsl_step():
    pairs, batch, regions = 256, 64, 16
    network = Hsl()
    optimiser = torch.optim.Adam(network.parameters(), 2e-4, foreach=True)
    features, mean, scale = torch.randn(pairs, regions, 2048), torch.zeros(2048), torch.ones(2048)
    words = (torch.arange(pairs)[:, None] * 37 + torch.arange(14) * 613) % 10_000
    lengths = 5 + torch.arange(pairs) % 10
    labels = torch.arange(batch)
    order, position = torch.randperm(pairs), 0

    def step():
        nonlocal position
        chosen, position = order[position:position + batch], (position + batch) % (pairs - batch)
        padding = torch.arange(14)[None] >= lengths[chosen][:, None]
        shares = ((~padding).float() / lengths[chosen][:, None])[:, None]
        optimiser.zero_grad(set_to_none=True)
        network((features[chosen] - mean) * scale, words[chosen], padding, shares, labels).backward()
        nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimiser.step()
    return step


def laplacian(words, neighbours):
    """-D^-1/2 A D^-1/2 of a graph in which each word has drawn some neighbours."""
    one = torch.arange(words).repeat_interleave(neighbours)
    other = (one + 1 + torch.randint(words - 1, (len(one),))) % words
    edges = torch.cat([torch.stack([one, other]), torch.stack([other, one])], 1).unique(dim=1)
    degrees = torch.bincount(edges[0], minlength=words).float()
    values = -(degrees[edges[0]] * degrees[edges[1]]).rsqrt()
    graph = torch.sparse_coo_tensor(edges, values, (words, words)).coalesce()
    rows = graph.to_sparse_csr()
    try:  # compressed rows are the faster form; builds without MKL may not multiply them
        rows @ torch.zeros(words, 1)
        return rows
    except RuntimeError:
        return graph


class GraphProduct(torch.autograd.Function):
    """The graph times x; the graph is symmetric, so the gradient is the same product."""

    @staticmethod
    def forward(context, graph, x):
        context.graph = graph
        return graph @ x

    @staticmethod
    def backward(context, gradient):
        return None, context.graph @ gradient


class GraphFilter(nn.Module):
    def __init__(self, graph, words):
        super().__init__()
        self.graph, self.theta, self.bias = graph, nn.Parameter(torch.randn(3)), nn.Parameter(torch.zeros(words, 1))

    def forward(self, x):
        one = GraphProduct.apply(self.graph, x)
        two = 2 * GraphProduct.apply(self.graph, one) - x
        return F.relu(self.theta[0] * x + self.theta[1] * one + self.theta[2] * two + self.bias)


def graph_filters_step():
    words, texts, words_per_text = 10_055, 256, 100
    graph = laplacian(words, 8)
    network = nn.Sequential(GraphFilter(graph, words), GraphFilter(graph, words))
    # Words are rows here: the product with a sparse matrix is fastest with the texts beside each other.
    x = torch.zeros(words, texts)
    x.index_put_((torch.randint(words, (texts * words_per_text,)), torch.arange(texts).repeat_interleave(words_per_text)), torch.tensor(1.0), accumulate=True)
    weights = torch.randn(words, texts)

    def step():
        network.zero_grad(set_to_none=True)
        (network(x) * weights).sum().backward()
    return step


class Composer(nn.Module):
    """(w_v, w_t) = softmax(MLP[v; t]), q = w_v v + w_t t + MLP_f[v; t]."""

    def __init__(self, dimensions, hidden, dropout):
        super().__init__()
        self.weights = nn.Sequential(nn.Linear(2 * dimensions, hidden), nn.ReLU(), nn.Dropout(dropout), nn.Linear(hidden, 2))
        self.residual = nn.Sequential(nn.Linear(2 * dimensions, hidden), nn.GELU(), nn.Dropout(dropout), nn.Linear(hidden, dimensions))
        self.log_scale = nn.Parameter(torch.tensor(2.66))

    def forward(self, images, texts):
        both = torch.cat([images, texts], 1)
        logits = self.weights(both)
        shares = logits.softmax(1)
        return shares[:, :1] * images + shares[:, 1:] * texts + self.residual(both), logits


def composer_step():
    examples, batch, dimensions, temperature = 4096, 256, 256, 0.1
    network = Composer(dimensions, 512, 0.3)
    matrices = [parameter for parameter in network.parameters() if parameter.dim() > 1]
    others = [parameter for parameter in network.parameters() if parameter.dim() < 2]
    optimiser = torch.optim.AdamW([{"params": matrices, "weight_decay": 0.05}, {"params": others, "weight_decay": 0}], 1e-3, foreach=True)
    images, texts, targets = (F.normalize(torch.randn(examples, dimensions)) for _ in range(3))
    right, position = torch.arange(batch), 0

    def standardised(side, target):
        similarities = (side * target).sum(1)
        return (similarities - similarities.mean()) / similarities.std(unbiased=False)

    def step():
        nonlocal position
        v, t, z = (rows[position:position + batch] for rows in (images, texts, targets))
        position = (position + batch) % examples
        optimiser.zero_grad(set_to_none=True)
        query, logits = network(v, t)
        similarities = F.normalize(query) @ z.T * network.log_scale.exp()
        shares = (torch.stack([standardised(v, z), standardised(t, z)], 1) / temperature).softmax(1)
        loss = (F.cross_entropy(similarities, right) + F.cross_entropy(similarities.T, right)) / 2
        loss = loss + F.kl_div(logits.log_softmax(1), shares, reduction="batchmean")
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 5)
        optimiser.step()
    return step


def create(name):
    if name.startswith("gemm-"):
        return gemm(name)
    if name.startswith("attention-"):
        return attention(name)
    return {
        "hichnet-step": hichnet_step, "hsl-step": hsl_step, "graph-filters-step": graph_filters_step, "composer-step": composer_step, "residual-cnn-step": lambda: residual_cnn(True),
        "residual-cnn-inference": lambda: residual_cnn(False), "adam-50m": adam_50m, **encoders.WORKS}[name]()
