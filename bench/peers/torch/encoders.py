"""Encoders in PyTorch, in use: CLIP ViT-B/32's towers, and our small network as it is
trained, with batch norms of their own on both sides."""
import torch
import torch.nn.functional as F
from torch import nn

PICTURES, TEXTS, CONTEXT, SMALL_PICTURES = 32, 64, 77, 64


class Layer(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.projections, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.inner, self.outer = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x, mask):
        batch, steps, width = x.shape
        q, k, v = self.projections(self.norm1(x)).view(batch, steps, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        scores = (q * (width // self.heads) ** -0.5) @ k.transpose(-1, -2)
        if mask is not None:
            scores += mask
        x = x + self.out((scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, steps, width))
        y = self.inner(self.norm2(x))
        return x + self.outer(y.mul_(torch.sigmoid(1.702 * y)))


class Tower(nn.Module):
    def __init__(self, width, heads, steps):
        super().__init__()
        self.layers = nn.ModuleList(Layer(width, heads) for _ in range(12))
        self.positions = nn.Parameter(torch.randn(steps, width))
        self.norm, self.project = nn.LayerNorm(width), nn.Linear(width, 512, bias=False)

    def forward(self, x, mask=None):
        for layer in self.layers:
            x = layer(x, mask)
        return x


def images():
    tower = Tower(768, 12, 50).eval()
    patches, first, before = nn.Conv2d(3, 768, 32, 32, bias=False), nn.Parameter(torch.randn(1, 1, 768)), nn.LayerNorm(768)
    pixels = torch.randn(PICTURES, 3, 224, 224)

    def run():
        with torch.inference_mode():
            x = patches(pixels).flatten(2).transpose(1, 2)
            x = before(torch.cat([first.expand(len(x), 1, 768), x], 1) + tower.positions)
            tower.project(tower.norm(tower(x)[:, 0]))
    return run


def texts():
    tower, tokens = Tower(512, 8, CONTEXT).eval(), nn.Embedding(49408, 512)
    ids = torch.randint(49406, (TEXTS, CONTEXT))
    mask = torch.full((CONTEXT, CONTEXT), float("-inf")).triu(1)

    def run():
        with torch.inference_mode():
            x = tower.norm(tower(tokens(ids) + tower.positions, mask))
            tower.project(x[:, -1])
    return run


class Convolution(nn.Sequential):
    def __init__(self, channels, filters, size, stride):
        super().__init__(nn.Conv2d(channels, filters, size, stride, size // 2, bias=False), nn.BatchNorm2d(filters))


class Residual(nn.Module):
    def __init__(self, channels, filters, stride):
        super().__init__()
        self.path = nn.Sequential(Convolution(channels, filters, 3, stride), nn.ReLU(inplace=True), Convolution(filters, filters, 3, 1))
        self.shortcut = nn.Identity() if stride == 1 and channels == filters else Convolution(channels, filters, 1, stride)

    def forward(self, x):
        return nn.functional.relu(self.path(x) + self.shortcut(x), inplace=True)


def small_cnn():
    layers, channels = [Convolution(3, 32, 3, 2), nn.ReLU(inplace=True)], 32
    for stage, (filters, count) in enumerate([(32, 1), (64, 2), (128, 2), (224, 1)]):
        for i in range(count):
            layers.append(Residual(channels, filters, 2 if stage > 0 and i == 0 else 1))
            channels = filters
    network, pixels = nn.Sequential(*layers).eval(), torch.randn(SMALL_PICTURES, 3, 80, 60)

    def run():
        with torch.inference_mode():
            network(pixels).mean((2, 3))
    return run


WORKS = {"small-cnn-64": small_cnn, "vit-b-32-images-32": images, "vit-b-32-texts-64x77": texts}
