// The side of FAISS in bench/peers/faiss/run: a few C functions over its index classes, loaded into the process of the benchmark, so that both sides search
// the same vectors in turn. Vectors are float32 and compared by inner product.
#include <dlfcn.h>
#include <faiss/IndexFlat.h>
#include <faiss/IndexHNSW.h>
#include <faiss/IndexIVFFlat.h>
#include <faiss/utils/utils.h>
#include <omp.h>

#include <cmath>
#include <cstdio>
#include <memory>
#include <vector>

namespace {

struct Peer {
    int kind;  // 0 flat, 1 IVF, 2 HNSW
    int dimensions;
    std::unique_ptr<faiss::IndexFlatIP> quantizer;
    std::unique_ptr<faiss::Index> index;
};

thread_local char problem[500];

template <class Action> int guarded(Action action) {
    try {
        action();
        return 0;
    } catch (const std::exception& exception) {
        std::snprintf(problem, sizeof problem, "%s", exception.what());
        return 1;
    }
}

}  // namespace

extern "C" {

const char* peer_problem() { return problem; }

// OpenMP's threads and those of the OpenBLAS behind FAISS's matrix product.
void peer_threads(int threads) {
    omp_set_num_threads(threads);
    if (auto set = reinterpret_cast<void (*)(int)>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads")))
        set(threads);
}

Peer* peer_new(int kind, int dimensions, int cells) {
    Peer* peer = nullptr;
    guarded([&] {
        auto made = std::make_unique<Peer>();
        made->kind = kind;
        made->dimensions = dimensions;
        if (kind == 0) {
            made->index = std::make_unique<faiss::IndexFlatIP>(dimensions);
        } else if (kind == 1) {
            made->quantizer = std::make_unique<faiss::IndexFlatIP>(dimensions);
            made->index = std::make_unique<faiss::IndexIVFFlat>(made->quantizer.get(), dimensions, cells, faiss::METRIC_INNER_PRODUCT);
        } else {
            made->index = std::make_unique<faiss::IndexHNSWFlat>(dimensions, 16, faiss::METRIC_INNER_PRODUCT);
        }
        peer = made.release();
    });
    return peer;
}

int peer_train(Peer* peer, long count, const float* vectors) {
    return guarded([&] { peer->index->train(count, vectors); });
}

int peer_add(Peer* peer, long count, const float* vectors) {
    return guarded([&] { peer->index->add(count, vectors); });
}

// Probes of an IVF, candidates of a graph.
void peer_set(Peer* peer, int setting) {
    if (peer->kind == 1)
        static_cast<faiss::IndexIVFFlat*>(peer->index.get())->nprobe = setting;
    else if (peer->kind == 2)
        static_cast<faiss::IndexHNSWFlat*>(peer->index.get())->hnsw.efSearch = setting;
}

int peer_search(Peer* peer, long queries, const float* vectors, int k, float* scores, long* numbers) {
    return guarded([&] { peer->index->search(queries, vectors, k, scores, reinterpret_cast<faiss::Index::idx_t*>(numbers)); });
}

// Bytes of vectors, numbers, lists and links.
long peer_bytes(Peer* peer) {
    long bytes = peer->index->ntotal * peer->dimensions * static_cast<long>(sizeof(float));
    if (peer->kind == 1) {
        auto ivf = static_cast<faiss::IndexIVFFlat*>(peer->index.get());
        bytes += ivf->ntotal * static_cast<long>(sizeof(faiss::Index::idx_t)) + static_cast<long>(ivf->nlist) * peer->dimensions * static_cast<long>(sizeof(float));
    } else if (peer->kind == 2) {
        auto& graph = static_cast<faiss::IndexHNSWFlat*>(peer->index.get())->hnsw;
        bytes += static_cast<long>(graph.neighbors.size() * sizeof(graph.neighbors[0]) + graph.offsets.size() * sizeof(graph.offsets[0]) + graph.levels.size() * sizeof(graph.levels[0]));
    }
    return bytes;
}

void peer_free(Peer* peer) { delete peer; }

}
