#pragma once

#include "gui/exportrunner.h"
#include "gui/removalmodel.h"
#include "gui/widgets/token.h"

#include <QDialog>
#include <QTimer>

#include <memory>

class QSettings;

namespace wirewise::gui {

namespace Ui {
class ExportDialog;
}

/// A session as a file for others: in which format, with what in it, and what is removed, beside a preview
/// that the same writers make. Open it with open().
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    /// The settings must outlive it.
    ExportDialog(ExportSource source, QSettings *settings, QWidget *parent = nullptr);
    ~ExportDialog() override;

    void setKind(ExportKind kind);

public Q_SLOTS:
    void reject() override;

Q_SIGNALS:
    /// A whole file stands there.
    void saved(const QString &path, qint64 bytes);

private:
    void connectParts();
    void fillInclude();
    /// The parts that the format has no room for are off.
    void fitInclude();
    void fitTree();
    [[nodiscard]] ExportOrder order() const;
    void refresh();
    void showPreview(const PreparedPreview &prepared);
    void showRisks(const QStringList &risks);
    void showState();
    void say(const char *icon, Token token, const QString &sentence);
    void addText();
    void chooseFile();
    void save(const QString &path);
    void setWriting(bool writing);
    void remember(const QString &folder);

    std::unique_ptr<Ui::ExportDialog> m_ui;
    QSettings *m_settings;
    ExportRunner m_runner;
    RemovalModel m_removals;
    QList<redaction::Removal> m_known;
    PreparedPreview m_shown;
    bool m_outcomeShown = false; ///< how the last file or copy ended, until a choice changes
    QTimer m_wait;               ///< several changes in a row make one preview
    QTimer m_progress;           ///< while a file is written
};

} // namespace wirewise::gui
