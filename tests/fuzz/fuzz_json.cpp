// Contract of the JSON reader: nodes never reach outside the text, every subtree lies inside its parent, and
// a fault stands at a byte of the text or behind its last one. A path that can be read says the same when it
// is written.

#include "fuzz/fuzzing.h"

#include "wire/json.h"
#include "wire/jsonpath.h"

using namespace wirewise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView text = fuzz::view(data, size);
    const wire::JsonTree tree = wire::JsonTree::parse(text, {.nodes = 10'000, .depth = 100});
    fuzz::require(tree.faultAt() >= 0 && tree.faultAt() <= text.size(), "fault inside");
    for (qsizetype i = 0; i < tree.size(); ++i) {
        const wire::JsonNode &node = tree.at(i);
        fuzz::require(node.start >= 0 && node.length >= 0 && node.start + node.length <= text.size(),
                      "inside");
        fuzz::require(node.after > i && node.after <= tree.size(), "order");
        fuzz::require(node.parent < i, "parent first");
        if (node.parent >= 0) {
            const wire::JsonNode &parent = tree.at(node.parent);
            fuzz::require(node.after <= parent.after && node.start >= parent.start, "nesting");
        }
        static_cast<void>(wire::valueOf(node, text));
        static_cast<void>(wire::keyOf(node, text));
    }
    if (tree.size() > 0)
        fuzz::require(tree.pathOf(tree.size() - 1, text).startsWith('$'), "path");
    if (const auto path = wire::JsonPath::read(text)) {
        fuzz::require(wire::JsonPath::read(path->written()) == path, "path again");
        fuzz::require(path->find(tree, text) < tree.size(), "found inside");
    }
    return 0;
}
