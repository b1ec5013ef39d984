#include "record/recordlimits.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include <sys/statvfs.h>

namespace wirewise::record {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::record::Recorder)
};

QString sizeText(qint64 bytes)
{
    return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace

std::optional<DiskRoom> diskRoom(const QString &path)
{
    // Not QStorageInfo, which reads the list of all volumes each time.
    struct statvfs volume = {};
    if (::statvfs(QFile::encodeName(path).constData(), &volume) != 0)
        return std::nullopt;
    const auto block = static_cast<qint64>(volume.f_frsize);
    return DiskRoom{static_cast<qint64>(volume.f_blocks) * block,
                    static_cast<qint64>(volume.f_bavail) * block};
}

qint64 RecordLimits::usualReserve(qint64 total)
{
    constexpr qint64 most = 500'000'000;
    return qMin(most, total / 100);
}

QString RecordLimits::refusal(const QString &path, qint64 bytes) const
{
    const QFileInfo info(path);
    if (info.size() + bytes > file) {
        return Texts::tr(
                   "%1 has reached its limit of %2. It keeps what came before that, and Wirewise goes on "
                   "without recording. To record on, connect again with another file or with a higher limit.")
            .arg(info.fileName(), sizeText(file));
    }
    const std::optional<DiskRoom> room = diskRoom(path);
    if (!room)
        return {};
    const qint64 left = reserve.value_or(usualReserve(room->total));
    if (room->free - bytes >= left)
        return {};
    return Texts::tr(
               "The disk is full but for %1, which Wirewise leaves to others. %2 keeps what came "
               "before that, and Wirewise goes on without recording. Free some space, then connect again to "
               "record on.")
        .arg(sizeText(qMax<qint64>(0, room->free)), info.fileName());
}

} // namespace wirewise::record
