#pragma once

#include "report/exportformats.h"

#include <QIODevice>
#include <QList>

namespace wirewise::test {

/// The full sample with a log of messages.
[[nodiscard]] report::Case aCase(const QList<observation::Message> &log);
/// Numbered from 1; text, binary, control frames, both ways, in one frame and in two.
[[nodiscard]] QList<observation::Message> someMessages(qsizetype count);
[[nodiscard]] report::MessagePages pagesOf(const QList<observation::Message> &log);

/// What a format makes of a case; ends the test program if it cannot be written.
[[nodiscard]] QByteArray written(report::Format format, const report::Case &exported,
                                 const report::MessagePages &pages, const report::ExportChoice &choice = {});

/// The page for QTextDocument, without a log.
[[nodiscard]] QByteArray writtenDocument(const report::Case &exported);

/// Takes so many bytes and no more.
class FullDevice : public QIODevice
{
public:
    explicit FullDevice(qint64 room)
        : m_room(room)
    {
        open(QIODevice::WriteOnly | QIODevice::Unbuffered);
    }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64 size) override
    {
        if (size > m_room)
            return -1;
        m_room -= size;
        return size;
    }

private:
    qint64 m_room;
};

} // namespace wirewise::test
