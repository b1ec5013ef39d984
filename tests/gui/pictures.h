#pragma once

#include "gui/windowdriver.h"

#include <QSize>
#include <QString>

#include <memory>

namespace wirewise::test {

/// Takes pictures for the documentation by driving the real window against the practice lab. One set of them,
/// in one look and size; a set that cannot be taken ends the program.
class Pictures
{
public:
    explicit Pictures(QString folder)
        : m_folder(std::move(folder))
    {
    }
    virtual ~Pictures() = default;
    Pictures(const Pictures &) = delete;
    Pictures &operator=(const Pictures &) = delete;

    void takeAll(const QString &suffix, QSize size);

protected:
    virtual void take() = 0;

    /// The window with its panels and dialogs, as it is now.
    void grab(const char *name);
    /// A check of that scenario of the lab, with its own options, and a picture of what it found.
    void check(const QByteArray &scenario, const char *name);
    /// A check of that scenario, named; where it is kept.
    QString checked(const QByteArray &scenario, const char *name);

    WindowDriver m_driver;

private:
    QString m_folder, m_suffix;
};

[[nodiscard]] std::unique_ptr<Pictures> picturesOfWindow(const QString &folder);
[[nodiscard]] std::unique_ptr<Pictures> picturesOfMessages(const QString &folder);
[[nodiscard]] std::unique_ptr<Pictures> picturesOfEndpoints(const QString &folder);
[[nodiscard]] std::unique_ptr<Pictures> picturesOfHandover(const QString &folder);
[[nodiscard]] std::unique_ptr<Pictures> picturesOfLoad(const QString &folder);
[[nodiscard]] std::unique_ptr<Pictures> picturesOfLists(const QString &folder);
[[nodiscard]] std::unique_ptr<Pictures> picturesOfTls(const QString &folder);
[[nodiscard]] std::unique_ptr<Pictures> picturesOfWatch(const QString &folder);

} // namespace wirewise::test
