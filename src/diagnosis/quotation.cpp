#include "diagnosis/quotation.h"

namespace wirewise::diagnosis {

namespace {

/// Null if it points at none.
const QByteArray *sourceOf(const Evidence &evidence, const observation::Observation &seen)
{
    if (evidence.inSession) {
        const observation::ExperimentResult *experiment = seen.experiment(evidence.probe);
        const auto &session = experiment ? experiment->session : seen.session;
        return session ? &session->stream : nullptr;
    }
    const observation::Exchange *exchange = seen.exchange(evidence.probe);
    if (!exchange)
        return nullptr;
    return evidence.direction == wire::Direction::Sent ? &exchange->sent : &exchange->received;
}

} // namespace

QByteArray quotedBytes(const Evidence &evidence, const observation::Observation &seen)
{
    const QByteArray *bytes = sourceOf(evidence, seen);
    const wire::ByteRange range = evidence.range;
    if (!bytes || range.offset < 0 || range.length <= 0 || range.offset >= bytes->size())
        return {};
    return bytes->sliced(range.offset, qMin<qint64>(range.length, bytes->size() - range.offset));
}

} // namespace wirewise::diagnosis
