#pragma once

#include "wire/anomaly.h"
#include "wire/headerlist.h"

#include <QByteArrayView>

namespace wirewise::wire {

/// Turns field lines into headers, one line at a time (RFC 9112 section 5), noting what is wrong.
class FieldLines
{
public:
    /// A line without its line end; offset is that of its first byte in the stream.
    void take(QByteArrayView line, qint64 offset, HeaderList *headers, QList<Anomaly> *anomalies);
    /// The last line was taken: hands over the header that could still have been continued.
    void finish(HeaderList *headers);

private:
    void takeFold(QByteArrayView line, qint64 offset, QList<Anomaly> *anomalies);

    Header m_open;
    bool m_isOpen = false;
};

} // namespace wirewise::wire
