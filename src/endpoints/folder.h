#pragma once

#include "endpoints/environment.h"
#include "endpoints/savedendpoint.h"

#include <QList>
#include <QString>

namespace wirewise::endpoints {

/// What a folder of saved endpoints holds.
struct FolderContent
{
    QList<SavedEndpoint> endpoints;  ///< by name
    QList<Environment> environments; ///< by name
    QList<Problem> problems;         ///< files that could not be read; the others are there all the same

    /// Null if there is none of that name.
    [[nodiscard]] const SavedEndpoint *endpoint(const QString &name) const;
    [[nodiscard]] const Environment *environment(const QString &name) const;
};

/// A folder with one text file for each endpoint, NAME.endpoint, in folders of its own as the user likes, and
/// one for each environment, environments/NAME.environment. It can live in git. Nothing outside of it is read
/// or written: links are not followed. Use from one thread at a time.
class Folder
{
public:
    explicit Folder(QString path);
    /// Beside the sessions of the user.
    [[nodiscard]] static QString usualPath();

    [[nodiscard]] const QString &path() const { return m_path; }
    /// A folder that is not there yet is empty.
    [[nodiscard]] FolderContent read() const;
    /// Writes the whole file or leaves the one that is there. from: its name before, whose file goes away.
    [[nodiscard]] Result<void> save(const SavedEndpoint &endpoint, const QString &from = {}) const;
    [[nodiscard]] Result<void> save(const Environment &environment, const QString &from = {}) const;
    /// Into the trash where there is one.
    [[nodiscard]] Result<void> removeEndpoint(const QString &name) const;
    [[nodiscard]] Result<void> removeEnvironment(const QString &name) const;

    /// Files of one kind that are read; further ones are a problem.
    static constexpr qsizetype MaximumFiles = 2000;

private:
    [[nodiscard]] Result<void> write(const QString &file, const QByteArray &bytes,
                                     const QString &fileBefore) const;
    [[nodiscard]] Result<void> remove(const QString &file) const;
    void readFolder(const QString &relative, int depth, FolderContent &content) const;
    void readEnvironments(FolderContent &content) const;
    [[nodiscard]] Result<QByteArray> bytesOf(const QString &file) const;
    [[nodiscard]] bool isInside(const QString &file) const;

    QString m_path;
};

} // namespace wirewise::endpoints
