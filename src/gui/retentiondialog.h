#pragma once

#include "session/retention.h"

#include <QDialog>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class RetentionDialog;
}

/// How long sessions are kept, and what would go by that rule: said before, moved only when told to.
class RetentionDialog : public QDialog
{
    Q_OBJECT
public:
    RetentionDialog(const session::RetentionRule &rule, const QList<session::StoredSession> &sessions,
                    QWidget *parent = nullptr);
    ~RetentionDialog() override;

    void setSessions(const QList<session::StoredSession> &sessions);
    [[nodiscard]] session::RetentionRule rule() const;

Q_SIGNALS:
    void ruleChanged(const wirewise::session::RetentionRule &rule);
    void moveRequested(const QStringList &paths);

private:
    void refresh();

    std::unique_ptr<Ui::RetentionDialog> m_ui;
    QList<session::StoredSession> m_sessions;
    QStringList m_due;
};

} // namespace wirewise::gui
