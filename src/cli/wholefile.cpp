#include "cli/wholefile.h"

#include <QFileInfo>
#include <QSaveFile>

namespace wirewise::cli {

bool isSpecial(const QString &path)
{
    const QFileInfo info(path);
    return info.exists() && !info.isFile() && !info.isDir();
}

QString whyNotWritable(const QString &path)
{
    if (isSpecial(path)) {
        // Opening a pipe would wait for its reader.
        return QFileInfo(path).isWritable() ? QString() : QFile(path).errorString();
    }
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) ? QString() : file.errorString();
}

QString writeWhole(const QString &path, const QByteArray &bytes)
{
    if (isSpecial(path)) {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush()
                   ? QString()
                   : file.errorString();
    }
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit()
               ? QString()
               : file.errorString();
}

} // namespace wirewise::cli
